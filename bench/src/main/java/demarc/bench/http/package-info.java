/// The load driver: a fixed number of clients, each sending its next request when the last one is answered.
@NullMarked
package demarc.bench.http;

import org.jspecify.annotations.NullMarked;
