using System.Globalization;

namespace Tombolo.Client.Outbox;

/// <summary>
/// Ids of repetitions. The host takes one id of a device once in 24 hours, so content that is encrypted anew needs another id;
/// <c>id~2</c> tells the receiver which message it has been waiting for.
/// </summary>
internal static class StanzaIds
{
    private const char Mark = '~';

    public static string Original(string id)
    {
        var mark = id.IndexOf(Mark, StringComparison.Ordinal);
        return mark < 0 ? id : id[..mark];
    }

    public static string Repetition(string id)
    {
        var mark = id.IndexOf(Mark, StringComparison.Ordinal);
        var count = mark >= 0 && int.TryParse(id.AsSpan(mark + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        return string.Create(CultureInfo.InvariantCulture, $"{Original(id)}{Mark}{count + 1}");
    }
}
