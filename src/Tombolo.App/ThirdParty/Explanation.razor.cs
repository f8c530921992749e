using Microsoft.AspNetCore.Components;
using Tombolo.App.Shell;

namespace Tombolo.App.ThirdParty;

/// <summary>What turning third-party chats on means, told before and readable later.</summary>
public sealed partial class Explanation : LiveComponent
{
    /// <summary>True on the way to turning on; false when read again.</summary>
    [Parameter]
    public bool IsSetup { get; set; }

    private IEnumerable<(Glyph Glyph, string Text)> Points =>
    [
        (Glyph.Lock, Fill(Words.ThirdParty.ExplainEncrypted, Options.ProductName)),
        (Glyph.Policy, Words.ThirdParty.ExplainPolicy),
        (Glyph.Phone, Words.ThirdParty.ExplainNumber),
        (Glyph.Knock, Words.ThirdParty.ExplainReach),
        (Glyph.Block, Words.ThirdParty.ExplainBlocked),
        (Glyph.Warning, Words.ThirdParty.ExplainSpam),
        (Glyph.Missing, Words.ThirdParty.ExplainMissing),
    ];
}
