@NullMarked
package demarc.app.decide.questionnaire;

import org.jspecify.annotations.NullMarked;
