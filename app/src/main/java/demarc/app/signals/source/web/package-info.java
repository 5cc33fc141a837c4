/// Sources, for people: what tells of a client's things, how a tool is brought to tell, and what it said that could not be read.
@NullMarked
package demarc.app.signals.source.web;

import org.jspecify.annotations.NullMarked;
