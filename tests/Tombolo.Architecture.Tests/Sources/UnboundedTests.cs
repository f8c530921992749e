using System.Text.RegularExpressions;
using Tombolo.Architecture.Tests.Solution;

namespace Tombolo.Architecture.Tests.Sources;

/// <summary>What the network can make grow has a bound that somebody thought about; docs/security.md has the table.</summary>
public sealed partial class UnboundedTests
{
    /// <summary>Files of the host that keep something which grows, and what stops it.</summary>
    private static readonly Dictionary<string, string> Bounds = new(StringComparer.Ordinal)
    {
        ["ClientConnections.cs"] = "ConnectionGate",
        ["ConnectionGate.cs"] = "one entry for an address that has a connection",
        ["RateLimits.cs"] = "names of the code",
        ["RateScope.cs"] = "MaxKeys",
        ["Nodes.cs"] = "nodes of the cluster",
        ["PresenceSweep.cs"] = "accounts that have a connection",
        ["PartnerKeys.cs"] = "registered partners",
        ["ReceptionDirectory.cs"] = "accounts, and Orleans lets those go that nobody talks to",
        ["SessionDirectory.cs"] = "connections, and MaxHibernatedSessions",
        ["FormerSessions.cs"] = "MaxHibernatedSessions",
        ["StreamOffers.cs"] = "kinds of connections",
        ["SessionRegistry.cs"] = "MaxHibernatedSessions, MaxHibernatedBytes",
        ["SqliteReaders.cs"] = "StorageOptions.Readers",
        ["SqliteFlushWriter.cs"] = "one entry for a commit that failed, until the next",
        ["DevelopmentOutbox.cs"] = "Kept",
        ["RecentDigests.cs"] = "capacity",
    };

    [Fact]
    public void Queues_OfTheHost_AreBounded()
    {
        var unbounded = Host().Where(static file => file.Lines.Any(static line => line.Contains("CreateUnbounded", StringComparison.Ordinal))).Select(static file => file.Path);

        Assert.Equal("", string.Join("\n", unbounded));
    }

    [Fact]
    public void Collections_SharedByConnections_HaveABoundThatIsNamed()
    {
        var unnamed = Host()
            .Where(static file => file.Lines.Any(static line => Shared().IsMatch(line)))
            .Select(static file => Path.GetFileName(file.Path))
            .Where(static file => !Bounds.ContainsKey(file));

        Assert.Equal("", string.Join("\n", unnamed));
    }

    [Fact]
    public void Options_NamedInTheTableOfBounds_Exist()
    {
        var sources = string.Concat(Host().SelectMany(static file => file.Lines));
        var named = Option().Matches(File.ReadAllText(Repository.At("docs/security.md"))).Select(static match => match.Groups["name"].Value).Distinct();

        Assert.Equal("", string.Join("\n", named.Where(name => !sources.Contains(name, StringComparison.Ordinal))));
    }

    private static IEnumerable<SourceFile> Host() =>
        SourceFile.All.Where(static file => file.Path.StartsWith(Path.Combine("src", "Tombolo.Server"), StringComparison.Ordinal) || file.Path.StartsWith(Path.Combine("src", "Tombolo.Xmpp"), StringComparison.Ordinal));

    [GeneratedRegex(@"^    private .*(?<!Frozen)\b(?:ConcurrentDictionary|ConcurrentQueue|ConcurrentBag|ConcurrentStack|LinkedList)<[^(]* _\w+ ?[=;]")]
    private static partial Regex Shared();

    [GeneratedRegex("`(?:\\w+\\.)?(?<name>(?:Max|Connections)[A-Z]\\w+)`")]
    private static partial Regex Option();
}
