using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Tombolo.Host.Logs;

namespace Tombolo.Operation.Tests.Logs;

/// <summary>Whatever people did and whatever went wrong: nothing in the logs says who they are, where they are or what they wrote.</summary>
[Collection(nameof(Town))]
public sealed class LogPrivacyTests(Town town)
{
    [Fact]
    public async Task Logs_AfterEverythingThatCanHappen_HoldNoSecrets()
    {
        var logs = await ReadAsync(town);

        Assert.Contains("The SMS gateway cannot be reached", logs, StringComparison.Ordinal);
        Assert.Equal([], Leaks.Find(logs, town.Secrets));
    }

    [Fact]
    public void Leak_OfEachKind_IsFound()
    {
        foreach (var secret in town.Secrets)
        {
            Assert.NotEmpty(Leaks.Find($"{{\"@t\":\"2026-01-01T00:00:00Z\",\"Detail\":\"before{secret}after\"}}", town.Secrets));
        }

        foreach (var shape in new[] { "+4915112345678", "somebody@else.example", "198.51.100.7", "2001:db8::7:1" })
        {
            Assert.NotEmpty(Leaks.Find($"{{\"Detail\":\"{shape}\"}}", []));
        }
    }

    [Fact]
    public void Line_OfALibraryThatNamesSomebody_IsRedacted()
    {
        using var folder = new TemporaryFolder();
        using (var factory = LoggerFactory.Create(logging => logging.AddLogFiles(folder.Path)))
        {
            LoggerMessage.Define<string, string>(LogLevel.Warning, 1, "Grain account/{Id} of {Number} is slow.")(factory.CreateLogger("Orleans"), "cf826c94@chat.example", "+34600000001", null);
        }

        var line = File.ReadAllText(Assert.Single(Directory.GetFiles(folder.Path)));
        Assert.Contains("is slow", line, StringComparison.Ordinal);
        Assert.Equal([], Leaks.Find(line, ["cf826c94", "600000001"]));
    }

    private static async Task<string> ReadAsync(Town town)
    {
        var texts = new List<string> { Regex.Replace(town.Said, "^Ready: .*$", "", RegexOptions.Multiline) };
        foreach (var file in Directory.EnumerateFiles(Path.Combine(town.Data, "logs")))
        {
            // The host still writes to it.
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            texts.Add(await new StreamReader(stream).ReadToEndAsync());
        }

        return string.Join('\n', texts);
    }
}
