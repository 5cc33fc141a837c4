package demarc.app.decide;

/// A step of the way from the first question to an adopted draft. Each part of the module brings its own, and the frame shows those there are.
///
/// @see Decision#address() its page is there, followed by `path`
public interface Step {

    int order();

    /// Below the decision's address: empty for the questions, `/history`.
    String path();

    String title();

    /// What one does there, in a few words.
    String says();
}
