using System.Text.RegularExpressions;
using Serilog.Events;
using Serilog.Formatting;

namespace Tombolo.Host.Logs;

/// <summary>
/// The last fence: what has the shape of an address or of a phone number does not reach the file. Our own lines hold none; libraries name
/// what they work on, such as a grain by its account's address.
/// </summary>
internal sealed partial class RedactingFormatter(ITextFormatter inner) : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var line = new StringWriter();
        inner.Format(logEvent, line);
        output.Write(PhoneNumber().Replace(Address().Replace(line.ToString(), "[address]"), "[number]"));
    }

    /// <summary>The part behind the @ has a letter: Orleans writes its nodes as 10.0.0.1:11111@154646361, which is nobody's.</summary>
    [GeneratedRegex("[A-Za-z0-9._%-]+@[A-Za-z0-9.-]*[A-Za-z][A-Za-z0-9.-]*")]
    private static partial Regex Address();

    [GeneratedRegex("\\+[0-9]{8,15}")]
    private static partial Regex PhoneNumber();
}
