/// The pages of a decision: questions, result, and the frame that all its steps share.
@NullMarked
package demarc.app.decide.web;

import org.jspecify.annotations.NullMarked;
