package dev.sluice.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Takes orders over HTTP and tells how they ship. */
@SpringBootApplication(proxyBeanMethods = false)
public class OrderService {

  /** Starts it; {@code --sluice.client.targets=host:port} says where Sluice is. */
  public static void main(String[] arguments) {
    SpringApplication.run(OrderService.class, arguments);
  }
}
