namespace Tombolo.Interop.Identity;

/// <summary>The kinds of identifiers people see and type.</summary>
public static class IdentifierTypes
{
    /// <summary>Phone number in E.164 form, with the plus sign.</summary>
    public const string Phone = "phone";

    /// <summary>E-mail address, lower case, domain in IDNA A-labels.</summary>
    public const string Email = "email";

    /// <summary>A name given out by the partner.</summary>
    public const string Handle = "handle";

    /// <summary>True for one of the three names, ordinal.</summary>
    public static bool IsKnown(string? type) => type is Phone or Email or Handle;
}
