namespace Tombolo.Architecture.Tests.Sources;

public sealed class SourceFileTests
{
    /// <summary>Beyond this a file needs a comment in its first ten lines that says why: <c>Length:</c> and the reason.</summary>
    private const int MostLines = 500;

    [Fact]
    public void SourceFiles_AreFound()
    {
        Assert.True(SourceFile.All.Count > 50, $"only {SourceFile.All.Count} files were found; the other tests here would prove nothing");
    }

    [Fact]
    public void SourceFile_Types_AreAtMostOne()
    {
        var crowded = SourceFile.All.Where(static file => file.Types.Distinct().Count() > 1).Select(static file => $"{file.Path}: {string.Join(", ", file.Types)}");

        Assert.Equal("", string.Join("\n", crowded));
    }

    [Fact]
    public void SourceFile_ItsName_IsTheTypesName()
    {
        var misnamed = SourceFile.All
            .Where(static file => file.Types.Count > 0)
            .Where(static file => Path.GetFileName(file.Path).Split('.')[0] != file.Types[0])
            .Select(static file => $"{file.Path} holds {file.Types[0]}");

        Assert.Equal("", string.Join("\n", misnamed));
    }

    [Fact]
    public void SourceFile_ItsLength_KeepsTheBudgetOrGivesAReason()
    {
        var tooLong = SourceFile.All
            .Where(static file => file.Lines.Count > MostLines && !file.Lines.Take(10).Any(static line => line.Contains("Length:", StringComparison.Ordinal)))
            .Select(static file => $"{file.Path}: {file.Lines.Count} lines");

        Assert.Equal("", string.Join("\n", tooLong));
    }
}
