package demarc.app.directory;

import demarc.app.platform.Role;
import org.jspecify.annotations.Nullable;

/// A person of one party.
///
/// @param key    how agreements of the party name the person: `it-manager`
/// @param deputy who decides in their absence
public record Person(
        int id, int partyId, String key, String name, String email, Role role, @Nullable String title,
        @Nullable String phone, @Nullable Integer deputy, boolean active) {}
