package com.example.rates

import dev.impulse.load.kotlin.LoadGenerator
import dev.impulse.load.kotlin.load

/** A customer who looks what an amount is worth in another currency. */
class Convert : LoadGenerator {
    data class Money(val amount: Double, val currency: String)

    override suspend fun run() {
        val (from, to) = CURRENCIES.shuffled(kotlin.random.Random(load().random().nextLong()))
        val money = get("/convert")
            .query("from", from).query("to", to).query("amount", 100)
            .named("convert").send().expect(200).body<Money>()
        check(money.currency == to) { "asked for $to, got ${money.currency}" }
        check(money.amount > 0) { "100 $from are worth $money" }
    }

    private companion object {
        val CURRENCIES = listOf("EUR", "CHF", "USD")
    }
}
