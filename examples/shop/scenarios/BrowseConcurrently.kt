import dev.impulse.load.kotlin.LoadGenerator
import dev.impulse.load.kotlin.load
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope

/** A visitor with several tabs: a page of the catalogue, a moment to read it, then three of its products at once. */
class BrowseConcurrently : LoadGenerator {
    data class Product(val id: String, val name: String, val priceCents: Long)

    data class Page(val products: List<Product>, val next: Int)

    override suspend fun run() {
        val number = load().random().nextInt(25)
        val page = get("/products").query("page", number).named("list").send().expect(200).body<Page>()
        check(page.products.isNotEmpty()) { "page $number is empty" }

        pause(50.milliseconds)

        val opened = coroutineScope {
            page.products.take(3)
                .map { async { get("/products/${it.id}").named("product").send().expect(200).body<Product>() } }
                .awaitAll()
        }
        check(opened == page.products.take(3)) { "products differ from those listed: $opened" }
    }
}
