import dev.impulse.load.Load;
import dev.impulse.load.LoadGenerator;

public final class Get implements LoadGenerator {
    @Override
    public void run(Load load) {
        load.get("/").named("get").send().expect(200);
    }
}
