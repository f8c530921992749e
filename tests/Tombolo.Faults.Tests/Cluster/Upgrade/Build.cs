using System.Runtime.CompilerServices;

namespace Tombolo.Faults.Tests.Cluster.Upgrade;

/// <summary>A published <c>tombolo</c>: this version's, or the one before, of which <c>eng/previous-version</c> names the commit.</summary>
internal sealed record Build(string Name)
{
    public static Build Present { get; } = new("tombolo");

    public static Build Previous { get; } = new("previous");

    public string Program => Path.Combine(Folder, "tombolo.dll");

    public bool IsThere => File.Exists(Program);

    /// <summary>Why it is not there.</summary>
    public string Missing => File.Exists(Path.Combine(Folder, "missing")) ? File.ReadAllText(Path.Combine(Folder, "missing")).Trim() : $"{Folder} is missing: ./test.sh --all publishes it.";

    private string Folder => Path.Combine(Root(), "artifacts", Name);

    private static string Root([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", ".."));
}
