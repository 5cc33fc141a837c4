package demarc.app.platform;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The description of the REST API, OpenAPI 3.1. A test writes it from the controllers and fails when it is stale, so the running
/// product only hands out a file.
@RestController
class OpenApi {
    static final String PATH = "/api/v1/openapi.json";

    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    Resource description() {
        return new ClassPathResource("openapi.json");
    }
}
