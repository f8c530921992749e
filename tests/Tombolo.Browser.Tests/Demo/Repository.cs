namespace Tombolo.Browser.Tests.Demo;

/// <summary>Where this repository is, found from where the tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>The published command line, which the test command builds first.</summary>
    public static string Program
    {
        get
        {
            var path = Path.Combine(Root, "artifacts", "tombolo", "tombolo.dll");
            Assert.True(File.Exists(path), "The demo is not published yet: run ./test.sh, or ./tombolo --help once.");
            return path;
        }
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Tombolo.slnx")))
                return folder.FullName;
        }

        throw new InvalidOperationException("These tests run inside the repository.");
    }
}
