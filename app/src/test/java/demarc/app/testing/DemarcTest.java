package demarc.app.testing;

import demarc.app.platform.Server;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;

/// A test against the running product: real HTTP, real PostgreSQL, shared by all tests of the run. Tests therefore make
/// their own clients and people ([Fixture]) and never count what others may have made. Jobs do not tick: a test calls them.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(classes = Server.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
    "demarc.jobs=false", "springdoc.paths-to-match=/api/v1/**", "springdoc.api-docs.version=openapi_3_1", "springdoc.cache.disabled=true"})
@Import(TestSetting.class)
@TestConstructor(autowireMode = AutowireMode.ALL)
public @interface DemarcTest {}
