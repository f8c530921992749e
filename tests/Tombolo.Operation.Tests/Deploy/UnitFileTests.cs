using System.Globalization;
using System.Text.RegularExpressions;

namespace Tombolo.Operation.Tests.Deploy;

/// <summary>The unit, looked at by systemd's own tool. Nothing is started.</summary>
public sealed partial class UnitFileTests
{
    // 0 is a service that may do nothing, 10 one that may do everything.
    private const double MostExposure = 2.0;

    [Fact]
    public async Task Unit_LookedAtBySystemd_HasNoMistakes()
    {
        using var folder = new TemporaryFolder();

        var (code, said) = await Tool.RunAsync("systemd-analyze", "verify", Copy(folder));

        Assert.Equal((0, ""), (code, said.Trim()));
    }

    [Fact]
    public async Task Unit_WithAMisspeltKey_IsFound()
    {
        using var folder = new TemporaryFolder();
        var file = Copy(folder);
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Replace("ProtectSystem=", "ProtectSistem=", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var (_, said) = await Tool.RunAsync("systemd-analyze", "verify", file);

        Assert.Contains("ProtectSistem", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unit_LeavesLittleExposed()
    {
        using var folder = new TemporaryFolder();

        var (_, said) = await Tool.RunAsync("systemd-analyze", "security", "--offline=true", "--no-pager", Copy(folder));

        var exposure = double.Parse(Exposure().Match(said).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.True(exposure <= MostExposure, said);
    }

    /// <summary>systemd looks whether the program is there, which it is only where it was installed.</summary>
    private static string Copy(TemporaryFolder folder) => folder.Write("tombolo.service", File.ReadAllText(Path.Combine(Repository.Root, "deploy", "tombolo.service"))
        .Replace("/opt/tombolo/tombolo/tombolo", "/bin/true", StringComparison.Ordinal));

    [GeneratedRegex("Overall exposure level for tombolo.service: ([0-9.]+)")]
    private static partial Regex Exposure();
}
