package demarc.app.demo;

import java.time.Instant;

/// One thing that somebody does, at its time.
///
/// @param order breaks the tie of two at the same instant
/// @param what  for whoever has to find out why it went wrong
record Beat(Instant at, int order, String what, Runnable act) implements Comparable<Beat> {
    @Override public int compareTo(Beat other) {
        var byTime = at.compareTo(other.at);
        return byTime != 0 ? byTime : Integer.compare(order, other.order);
    }
}
