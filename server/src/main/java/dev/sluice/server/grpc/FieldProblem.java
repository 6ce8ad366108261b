package dev.sluice.server.grpc;

/**
 * What is wrong with one field of a request.
 *
 * @param field path within the request, such as {@code order.lines[3].sku}
 * @param description what is wrong, for people
 */
record FieldProblem(String field, String description) {}
