package dev.sluice.client;

import java.io.Serializable;

/**
 * One field of a request that is missing or out of its limits.
 *
 * @param field path from the request, such as {@code order.lines[1].quantity}
 * @param description what is wrong with it, for people
 */
public record FieldViolation(String field, String description) implements Serializable {}
