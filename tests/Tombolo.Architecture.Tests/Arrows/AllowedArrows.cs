using Tombolo.Architecture.Tests.Solution;

namespace Tombolo.Architecture.Tests.Arrows;

/// <summary>The house: which room may reference which. docs/architecture.md draws the same picture.</summary>
internal static class AllowedArrows
{
    private static readonly (string From, string To)[] Forbidden =
    [
        ("Tombolo.Server", "Tombolo.Signal"),
        ("Tombolo.Server", "Tombolo.Content"),
        ("Tombolo.Partner", "Tombolo.Signal"),
        ("Tombolo.Partner", "Tombolo.Content"),
        ("Tombolo.Portal", "Tombolo.Signal"),
        ("Tombolo.Portal", "Tombolo.Content"),
        ("Tombolo.Host", "Tombolo.Signal"),
        ("Tombolo.Host", "Tombolo.Content"),
        ("Tombolo.Client", "Tombolo.Server"),
        ("Tombolo.App", "Tombolo.Server"),
        ("Tombolo.Web", "Tombolo.Server"),
        ("Tombolo.Xmpp", "Tombolo.Signal"),
        ("Tombolo.Signal", "Tombolo.Xmpp"),
    ];

    public static IReadOnlyDictionary<string, string[]> Of { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Tombolo.Xmpp"] = [],
        ["Tombolo.Signal"] = [],
        ["Tombolo.Content"] = [],
        ["Tombolo.Interop"] = [],
        ["Tombolo.Client"] = ["Tombolo.Xmpp", "Tombolo.Signal", "Tombolo.Content", "Tombolo.Interop"],
        ["Tombolo.Server"] = ["Tombolo.Xmpp", "Tombolo.Interop"],
        ["Tombolo.Partner"] = ["Tombolo.Interop"],
        ["Tombolo.Certification"] = ["Tombolo.Client", "Tombolo.Interop"],
        ["Tombolo.Portal"] = ["Tombolo.Interop"],
        ["Tombolo.App"] = ["Tombolo.Client"],
        ["Tombolo.Web"] = ["Tombolo.App"],
        ["Tombolo.Cli"] = ["Tombolo.Client", "Tombolo.Certification", "Tombolo.Host"],
        ["Tombolo.Host"] = ["Tombolo.Server", "Tombolo.Portal", "Tombolo.Web", "Tombolo.Interop", "Tombolo.Xmpp"],
    };

    /// <summary>Arrows that must not exist even over others, between rooms that are built. The first lines are the privacy promise.</summary>
    public static TheoryData<string, string> Never => new(Forbidden.Where(static arrow => BuiltProject.Product.Any(project => project.Name == arrow.From)));

    public static TheoryData<string> GroundFloor { get; } = ["Tombolo.Xmpp", "Tombolo.Signal", "Tombolo.Content", "Tombolo.Interop"];
}
