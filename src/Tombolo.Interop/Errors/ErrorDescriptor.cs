namespace Tombolo.Interop.Errors;

/// <summary>One row of the error table.</summary>
/// <param name="Code">The code.</param>
/// <param name="Name">The name on the wire, snake_case ASCII.</param>
/// <param name="Meaning">One sentence for a reader who meets the code for the first time; shown as <c>title</c> of problem details.</param>
/// <param name="HttpStatus">Status used when the refusal is an HTTP response.</param>
/// <param name="XmppCondition">Element name of the RFC 6120 section 8.3.3 stanza error condition used when the refusal is a stanza error.</param>
/// <param name="XmppType">RFC 6120 section 8.3.2 error type: <c>cancel</c>, <c>modify</c>, <c>wait</c> or <c>auth</c>.</param>
public sealed record ErrorDescriptor(ErrorCode Code, string Name, string Meaning, int HttpStatus, string XmppCondition, string XmppType);
