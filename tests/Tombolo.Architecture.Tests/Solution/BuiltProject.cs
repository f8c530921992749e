using System.Xml.Linq;
using Mono.Cecil;

namespace Tombolo.Architecture.Tests.Solution;

/// <summary>One product or sample project: what its file says and what its built assembly really uses.</summary>
internal sealed class BuiltProject
{
    private static readonly string[] SharedFrameworks = FindSharedFrameworks();

    private readonly string _file;

    private BuiltProject(string file)
    {
        _file = file;
        Name = Path.GetFileNameWithoutExtension(file);
    }

    public static IReadOnlyList<BuiltProject> Product { get; } = Below("src");

    public static IReadOnlyList<BuiltProject> Samples { get; } = Below("samples");

    public string Name { get; }

    /// <summary>Projects the project file names, without those they bring along.</summary>
    public IReadOnlyList<string> ProjectReferences => [.. XDocument.Load(_file).Descendants("ProjectReference")
        .Select(static reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))];

    public static BuiltProject Named(string name) => Product.Single(project => project.Name == name);

    /// <summary>The built assembly's metadata, read without loading it.</summary>
    public AssemblyDefinition Read()
    {
        var folder = Path.Combine(Path.GetDirectoryName(_file)!, "bin", Repository.Configuration, "net10.0");
        var assembly = XDocument.Load(_file).Descendants("AssemblyName").SingleOrDefault()?.Value ?? Name;
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(folder);
        foreach (var framework in SharedFrameworks)
        {
            resolver.AddSearchDirectory(framework);
        }

        return AssemblyDefinition.ReadAssembly(Path.Combine(folder, assembly + ".dll"), new ReaderParameters { AssemblyResolver = resolver });
    }

    /// <summary>All projects reachable from this one over project references.</summary>
    public IReadOnlySet<string> Closure()
    {
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>(ProjectReferences);
        while (waiting.TryDequeue(out var name))
        {
            if (seen.Add(name))
            {
                foreach (var next in Product.Single(project => project.Name == name).ProjectReferences)
                {
                    waiting.Enqueue(next);
                }
            }
        }

        return seen;
    }

    public override string ToString() => Name;

    /// <summary>ROOT/shared/NAME/VERSION, beside the one this test runs on.</summary>
    private static string[] FindSharedFrameworks()
    {
        var own = new DirectoryInfo(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory());
        return [.. own.Parent!.Parent!.EnumerateDirectories().SelectMany(static framework => framework.EnumerateDirectories("10.*")).Select(static version => version.FullName)];
    }

    private static List<BuiltProject> Below(string folder) =>
        [.. Directory.EnumerateFiles(Repository.At(folder), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(static file => new BuiltProject(file))];
}
