using System.Net;

namespace Tombolo.Host.Settings;

/// <summary>The shapes that texts in settings may have.</summary>
internal static class SettingText
{
    public static bool IsDomain(string text) =>
        text.Length is > 0 and <= 200 && text.Split('.').All(static label => label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(IsLabelCharacter));

    public static bool IsPartnerId(string text) =>
        text.Length is > 0 and <= 32 && char.IsAsciiLetterLower(text[0]) && text[^1] != '-' && text.All(IsLabelCharacter);

    public static bool IsWebUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https" } && url.Query.Length == 0 && url.Fragment.Length == 0 && url.UserInfo.Length == 0;

    /// <summary>An address of this machine itself with a port, such as <c>127.0.0.1:5222</c> or <c>[::1]:5222</c>; null for anything else.</summary>
    public static IPEndPoint? LoopbackEndpoint(string text) =>
        Endpoint(text) is { } endpoint && IPAddress.IsLoopback(endpoint.Address) ? endpoint : null;

    /// <summary>An IP address with a port; null for anything else.</summary>
    public static IPEndPoint? Endpoint(string text) =>
        IPEndPoint.TryParse(text.Replace("localhost:", "127.0.0.1:", StringComparison.Ordinal), out var endpoint) && endpoint.Port != 0 ? endpoint : null;

    private static bool IsLabelCharacter(char character) => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-';
}
