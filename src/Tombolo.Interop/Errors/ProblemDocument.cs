namespace Tombolo.Interop.Errors;

/// <summary>RFC 9457 problem details as the host writes them (<c>application/problem+json</c>).</summary>
public sealed record ProblemDocument
{
    /// <summary>Wire name of an <see cref="ErrorCode"/>; kept as text because a newer host may know more codes.</summary>
    public required string Code { get; init; }

    /// <summary>The meaning of the code, one English sentence.</summary>
    public string? Title { get; init; }

    /// <summary>What was wrong in this request, never with personal data in it.</summary>
    public string? Detail { get; init; }

    /// <summary>The HTTP status, repeated.</summary>
    public int? Status { get; init; }

    /// <summary>A URI reference that names the kind of problem, here the anchor in the error documentation.</summary>
    public string? Type { get; init; }

    /// <summary>The document for a code.</summary>
    public static ProblemDocument For(ErrorCode code, string? detail = null)
    {
        var row = code.Describe();
        return new ProblemDocument { Code = row.Name, Title = row.Meaning, Detail = detail, Status = row.HttpStatus, Type = "urn:tombolo:errors:0#" + row.Name };
    }
}
