/// PostgreSQL, ours or yours: started, reached and given its two roles.
@NullMarked
package demarc.app.platform.postgres;

import org.jspecify.annotations.NullMarked;
