using System.Security.Cryptography;

namespace Tombolo.Server.Streams;

/// <summary>What a client shows to resume (XEP-0198 <c>previd</c>): nothing that can be guessed, and in a cluster the name of the session's node behind it.</summary>
internal static class ResumptionNames
{
    private const int RandomBytes = 18;

    // Not in the alphabet of Base64.
    private const char Separator = '.';

    public static string New(string? node)
    {
        var random = Convert.ToBase64String(RandomNumberGenerator.GetBytes(RandomBytes));
        return node is null ? random : random + Separator + node;
    }

    /// <summary>The node's name; null when there is none.</summary>
    public static string? NodeIn(string resumptionId) => resumptionId.LastIndexOf(Separator) is >= 0 and var at ? resumptionId[(at + 1)..] : null;
}
