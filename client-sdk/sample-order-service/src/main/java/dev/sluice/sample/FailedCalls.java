package dev.sluice.sample;

import dev.sluice.client.InvalidRequestException;
import dev.sluice.client.LimitExceededException;
import dev.sluice.client.NotFoundException;
import dev.sluice.client.OrderConflictException;
import dev.sluice.client.SluiceException;
import dev.sluice.client.StateForbidsException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells the shop why an order was not routed, and when to try again. */
@RestControllerAdvice
class FailedCalls {

  @ExceptionHandler
  ResponseEntity<ProblemDetail> tell(SluiceException failure) {
    HttpStatus status = status(failure);
    ProblemDetail problem = ProblemDetail.forStatus(status);
    problem.setProperty("reason", failure.reason().name());
    if (status.is4xxClientError()) {
      // What is wrong with the order, in Sluice's words; what is wrong with Sluice is for our log.
      problem.setDetail(failure.getMessage());
    }
    HttpHeaders headers = new HttpHeaders();
    failure
        .retryAfter()
        .ifPresent(
            pause ->
                headers.set(
                    HttpHeaders.RETRY_AFTER, Long.toString(pause.plusMillis(999).toSeconds())));
    return new ResponseEntity<>(problem, headers, status);
  }

  private static HttpStatus status(SluiceException failure) {
    if (failure instanceof InvalidRequestException) {
      return HttpStatus.BAD_REQUEST;
    }
    if (failure instanceof NotFoundException) {
      return HttpStatus.NOT_FOUND;
    }
    if (failure instanceof OrderConflictException || failure instanceof StateForbidsException) {
      return HttpStatus.CONFLICT;
    }
    return failure instanceof LimitExceededException
        ? HttpStatus.TOO_MANY_REQUESTS
        : HttpStatus.SERVICE_UNAVAILABLE;
  }
}
