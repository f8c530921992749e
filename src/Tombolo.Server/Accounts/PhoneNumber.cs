using PhoneNumbers;

namespace Tombolo.Server.Accounts;

/// <summary>A phone number that exists in its country's plan. Personal data: never logged.</summary>
internal sealed record PhoneNumber
{
    private const int MaxTextLength = 40;
    private const string NoRegion = "ZZ";

    private PhoneNumber(string e164, string region)
    {
        E164 = e164;
        Region = region;
    }

    /// <summary>Plus sign, country code, national number: the canonical form.</summary>
    public string E164 { get; }

    /// <summary>ISO 3166-1 alpha-2 by the number's prefix; empty for numbers that belong to no country.</summary>
    public string Region { get; }

    /// <summary>Reads a number as people write it, country code included.</summary>
    public static bool TryParse(string? text, out PhoneNumber? number)
    {
        number = null;
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxTextLength || !text.TrimStart().StartsWith('+'))
        {
            return false;
        }

        var util = PhoneNumberUtil.GetInstance();
        try
        {
            var parsed = util.Parse(text, NoRegion);
            if (parsed.HasExtension || !util.IsValidNumber(parsed))
            {
                return false;
            }

            var region = util.GetRegionCodeForNumber(parsed);
            number = new PhoneNumber(util.Format(parsed, PhoneNumberFormat.E164), region is { Length: 2 } ? region : "");
            return true;
        }
        catch (NumberParseException)
        {
            // The library's way to say that this is no number.
            return false;
        }
    }

    public override string ToString() => "a phone number";
}
