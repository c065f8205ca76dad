import dev.impulse.load.Load;
import dev.impulse.load.LoadGenerator;

/// Four requests, each but the first with what the answer before it held.
public final class Four implements LoadGenerator {
    @Override
    public void run(Load load) {
        int id =
                load.get("/").named("first").send().expect(200).json().get("id").asInt();
        var name = load.get("/" + id)
                .named("second")
                .send()
                .expect(200)
                .json()
                .get("tags")
                .get(0)
                .asString();
        int n = load.get("/" + name)
                .named("third")
                .send()
                .expect(200)
                .json()
                .get("n")
                .asInt();
        load.get("/" + id + "/" + n).named("fourth").send().expect(200);
    }
}
