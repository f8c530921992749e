using System.Diagnostics.CodeAnalysis;

namespace Tombolo.App.Places;

/// <summary>Where in the app a person is; each place has an address below the base path, so that the browser's back button works.</summary>
internal abstract record Place
{
    private Place()
    {
    }

    /// <summary>Path relative to the base, without the query.</summary>
    public abstract string Path { get; }

    /// <summary>Reads a relative path; what it does not know is the chat list.</summary>
    [SuppressMessage("Style", "IDE0072", Justification = "Everything unknown leads home.")]
    public static Place Parse(string path) => path.Trim('/').Split('/').Select(Read).ToArray() switch
    {
        ["third-party"] => new ThirdPartyChats(),
        ["chats", { Length: > 0 } id] => new Conversation(id),
        ["chats", { Length: > 0 } id, "details"] => new Details(id),
        ["new", var partner, { Length: > 0 } type, { Length: > 0 } value] => new Draft(partner == "-" ? null : partner, type, value),
        ["settings"] => new Settings(),
        ["settings", "third-party"] => new ThirdPartySettings(ThirdPartyStep.Overview),
        ["settings", "third-party", var step] => new ThirdPartySettings(ThirdPartySettings.StepOf(step)),
        _ => new ChatList(),
    };

    private static string Join(params ReadOnlySpan<string> parts)
    {
        var escaped = new string[parts.Length];
        for (var i = 0; i < parts.Length; i++)
            escaped[i] = Write(parts[i]);
        return string.Join('/', escaped);
    }

    // A dot would make the address look like a file's, which servers answer differently when the page is loaded anew.
    private static string Write(string part) =>
        Uri.EscapeDataString(part.Replace("~", "~7E", StringComparison.Ordinal).Replace(".", "~2E", StringComparison.Ordinal));

    private static string Read(string part) =>
        Uri.UnescapeDataString(part).Replace("~2E", ".", StringComparison.Ordinal).Replace("~7E", "~", StringComparison.Ordinal);

    internal sealed record ChatList : Place
    {
        public override string Path => "";
    }

    /// <summary>The inbox of its own for chats with people on other services.</summary>
    internal sealed record ThirdPartyChats : Place
    {
        public override string Path => "third-party";
    }

    /// <summary>A chat or a message request, by the address of the other person.</summary>
    internal sealed record Conversation(string Id) : Place
    {
        public override string Path => Join("chats", Id);
    }

    internal sealed record Details(string Id) : Place
    {
        public override string Path => Join("chats", Id, "details");
    }

    /// <summary>A chat that begins with the first message sent.</summary>
    internal sealed record Draft(string? Partner, string Type, string Value) : Place
    {
        public override string Path => Join("new", Partner ?? "-", Type, Value);
    }

    internal sealed record Settings : Place
    {
        public override string Path => "settings";
    }

    internal sealed record ThirdPartySettings(ThirdPartyStep Step) : Place
    {
        public override string Path => Step == ThirdPartyStep.Overview
            ? Join("settings", "third-party")
            : Join("settings", "third-party", NameOf(Step));

        public static ThirdPartyStep StepOf(string name) => name switch
        {
            "explanation" => ThirdPartyStep.Explanation,
            "messengers" => ThirdPartyStep.Messengers,
            "inbox" => ThirdPartyStep.Inbox,
            _ => ThirdPartyStep.Overview,
        };

        private static string NameOf(ThirdPartyStep step) => step switch
        {
            ThirdPartyStep.Explanation => "explanation",
            ThirdPartyStep.Messengers => "messengers",
            _ => "inbox",
        };
    }
}
