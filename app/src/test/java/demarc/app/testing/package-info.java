/// What tests of the app stand on: one PostgreSQL and one context for all, people to act as, a browser.
@NullMarked
package demarc.app.testing;

import org.jspecify.annotations.NullMarked;
