/// The pages and the REST interface of agreements. One record for each page; templates decide nothing.
@NullMarked
package demarc.app.agreement.web;

import org.jspecify.annotations.NullMarked;
