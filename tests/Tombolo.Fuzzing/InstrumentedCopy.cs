using SharpFuzz;

namespace Tombolo.Fuzzing;

/// <summary>
/// A copy of the program's own directory in which the assemblies under test count their branches. The build output itself
/// stays as it is.
/// </summary>
internal static class InstrumentedCopy
{
    internal static string Make(string source, IEnumerable<string> assemblies, Func<string, bool> instrumentType)
    {
        string copy = Directory.CreateTempSubdirectory("tombolo-fuzz-").FullName;
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(copy, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        foreach (string assembly in assemblies)
        {
            _ = Fuzzer.Instrument(Path.Combine(copy, assembly + ".dll"), instrumentType, Options.Value).Count();
        }

        return copy;
    }
}
