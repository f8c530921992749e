using System.Globalization;

namespace Tombolo.Host.Settings;

/// <summary>Case does not count in keys, and partner 10 comes after partner 9; a partner's keys therefore stand together.</summary>
internal sealed class KeyOrder : IComparer<string>
{
    public static KeyOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var left = (x ?? "").Split(':');
        var right = (y ?? "").Split(':');
        for (var index = 0; index < Math.Min(left.Length, right.Length); index++)
        {
            var order = int.TryParse(left[index], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                && int.TryParse(right[index], NumberStyles.None, CultureInfo.InvariantCulture, out var second)
                ? first.CompareTo(second)
                : string.Compare(left[index], right[index], StringComparison.OrdinalIgnoreCase);
            if (order != 0)
            {
                return order;
            }
        }

        return left.Length.CompareTo(right.Length);
    }
}
