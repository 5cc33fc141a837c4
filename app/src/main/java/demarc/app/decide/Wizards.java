package demarc.app.decide;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Knows the steps there are.
@Component
public class Wizards {

    private final List<Step> steps;

    Wizards(List<Step> steps) {
        this.steps = steps.stream().sorted(Comparator.comparingInt(Step::order)).toList();
    }

    /// @param path of the step shown
    public Wizard at(Decision decision, String path) {
        return Wizard.of(decision, steps, path);
    }

    /// The step behind the one of that path.
    public Optional<Step> after(String path) {
        return steps.stream().dropWhile(step -> !step.path().equals(path)).skip(1).findFirst();
    }
}
