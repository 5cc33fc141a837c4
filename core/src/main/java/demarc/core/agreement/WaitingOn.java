package demarc.core.agreement;

/// What a ticket waits for before anybody can go on with it.
public enum WaitingOn { REQUESTER, CLIENT, VENDOR, PARTS, SCHEDULED, DECISION }
