package dev.impulse.examples.shop;

/// What is for sale.
///
/// @param priceCents in hundredths of the currency
record Product(String id, String name, long priceCents) {}
