package demarc.app.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SecretsTest {
    private final Secrets secrets = new Secrets();

    @Test void aSecretOpensWhereItBelongsAndNowhereElse() {
        var sealed = secrets.seal("public", "check 4/17");
        assertThat(sealed).isNotEqualTo(secrets.seal("public", "check 4/17")).doesNotContain("public");
        assertThat(secrets.open(sealed, "check 4/17")).isEqualTo("public");
        assertThatThrownBy(() -> secrets.open(sealed, "check 5/17")).isInstanceOf(Refused.class).hasMessageContaining("DEMARC_SECRETS_KEY");
    }
}
