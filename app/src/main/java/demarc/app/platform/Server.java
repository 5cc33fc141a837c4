package demarc.app.platform;

import demarc.app.platform.postgres.DatabaseSupply;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/// The product as one process.
@SpringBootApplication(scanBasePackages = "demarc.app")
public class Server {
    static ConfigurableApplicationContext start(DatabaseSupply database, Map<String, Object> settings) {
        var application = new SpringApplication(Server.class);
        application.setDefaultProperties(settings);
        application.setLogStartupInfo(false);
        application.addInitializers(context ->
                ((GenericApplicationContext) context).registerBean(DatabaseSupply.class, () -> database));
        return application.run();
    }
}
