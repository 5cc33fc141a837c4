package demarc.app.reporting;

import demarc.app.platform.Actor;
import demarc.app.platform.Html;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// `/`, by role.
@Controller
class Homes {
    private final StaffHome staff;
    private final ManagerHome manager;
    private final ClientHome client;
    private final AuditorHome auditor;
    private final AdministratorHome administrator;

    Homes(StaffHome staff, ManagerHome manager, ClientHome client, AuditorHome auditor, AdministratorHome administrator) {
        this.staff = staff;
        this.manager = manager;
        this.client = client;
        this.auditor = auditor;
        this.administrator = administrator;
    }

    @GetMapping("/")
    ModelAndView home(Actor by, @RequestParam(defaultValue = "") String activity, @RequestParam(defaultValue = "") String on) {
        return switch (by.role()) {
            case EMPLOYEE -> Html.seeOther("/portal");
            case TECHNICIAN -> Html.page("reporting/home", staff.of(by));
            case SERVICE_MANAGER -> Html.page("reporting/home", manager.of(by));
            case IT_MANAGER -> Html.page("reporting/home", client.manager(by));
            case EXECUTIVE -> Html.page("reporting/home", client.executive(by));
            case AUDITOR -> Html.page("reporting/auditor", auditor.of(by, activity, on));
            case ADMINISTRATOR -> Html.page("reporting/home", administrator.of(by));
        };
    }
}
