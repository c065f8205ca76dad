import dev.impulse.load.kotlin.LoadGenerator

class GetKt : LoadGenerator {
    override suspend fun run() {
        get("/").named("get").send().expect(200)
    }
}
