package demarc.app.platform;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Needs(Scope.AUDIT_READ)
class AuditApi {
    private final Audit audit;

    AuditApi(Audit audit) {
        this.audit = audit;
    }

    /// Read it regularly and keep it elsewhere.
    @GetMapping("/api/v1/audit/anchor")
    Audit.Anchor anchor(Actor actor) {
        if (!actor.mayReadAudit()) throw new Forbidden("The audit log is read by managers, auditors and administrators.");
        return audit.anchor();
    }
}
