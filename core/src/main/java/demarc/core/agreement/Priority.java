package demarc.core.agreement;

/// How much a ticket matters, most first.
public enum Priority { P1, P2, P3, P4 }
