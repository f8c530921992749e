using System.CommandLine;

namespace Tombolo.Cli.Remote;

/// <summary>An option that takes the URL of a server.</summary>
internal static class UrlOption
{
    /// <summary>Where <c>./run.sh</c> puts the host.</summary>
    private static readonly Uri Demo = new("http://localhost:8080");

    public static Option<Uri> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "URL",
        DefaultValueFactory = static _ => Demo,
        CustomParser = static result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https" })
            {
                return url;
            }

            result.AddError($"'{result.Tokens[0].Value}' is no URL; one looks like {Demo}");
            return null;
        },
    };
}
