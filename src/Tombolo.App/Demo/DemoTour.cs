using Microsoft.AspNetCore.Components;

namespace Tombolo.App.Demo;

/// <summary>
/// What the address of the page asks for: which profile (<c>as</c>), and in the demo what to fill in (<c>demo=1</c>, <c>number</c>,
/// <c>email</c>, <c>with</c>). Nothing here opens a door: codes are read from the development outbox, which only a host in
/// development on loopback has.
/// </summary>
internal sealed class DemoTour
{
    private const int MaxProfileLength = 32;

    public DemoTour(NavigationManager navigation)
    {
        var query = Read(new Uri(navigation.Uri).Query);
        Running = query["demo"].Contains("1");
        Profile = query["as"].FirstOrDefault(IsProfile) ?? "default";
        Identifier = Running ? query["number"].Concat(query["email"]).FirstOrDefault() ?? "" : "";
        People = Running ? [.. query["with"]] : [];
    }

    public bool Running { get; }

    /// <summary>Names the database and the lock; letters, digits and hyphens.</summary>
    public string Profile { get; }

    /// <summary>Number or address to register with, or empty.</summary>
    public string Identifier { get; }

    /// <summary>Whom to suggest in the new-chat dialog.</summary>
    public IReadOnlyList<string> People { get; }

    private static bool IsProfile(string value) =>
        value.Length is > 0 and <= MaxProfileLength && value.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static ILookup<string, string> Read(string query) => query.TrimStart('?')
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .ToLookup(pair => pair[0], pair => pair.Length == 2 ? Uri.UnescapeDataString(pair[1]) : "", StringComparer.Ordinal);
}
