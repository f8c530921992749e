using System.Xml.Linq;

namespace Tombolo.Client.Tests.Support;

/// <summary>The golden examples of docs/protocol.md.</summary>
internal static class Examples
{
    public static string Text(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "docs", "examples", file);
            if (File.Exists(path))
            {
                return File.ReadAllText(path);
            }
        }

        throw new InvalidOperationException($"There is no example {file}.");
    }

    public static XElement Xml(string file) => XElement.Parse(Text(file));
}
