using Microsoft.AspNetCore.Components;
using Tombolo.App.Shell;
using Tombolo.Client;
using Tombolo.Interop.Identity;

namespace Tombolo.App.ThirdParty;

/// <summary>The tick list; nothing in it ticks itself.</summary>
public sealed partial class ChooseMessengers : LiveComponent
{
    /// <summary>What is available.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<PartnerChoice> Partners { get; set; } = [];

    /// <summary>Ids of the ticked ones; changed in place.</summary>
    [Parameter, EditorRequired]
    public ISet<string> Chosen { get; set; } = new HashSet<string>(StringComparer.Ordinal);

    private string Shape(PartnerChoice partner) => partner.Shape switch
    {
        IdentifierTypes.Email => Words.ThirdParty.PickByEmail,
        IdentifierTypes.Handle => Words.ThirdParty.PickByHandle,
        _ => Words.ThirdParty.PickByPhone,
    };

    private void Tick(string partner, bool ticked) => _ = ticked ? Chosen.Add(partner) : Chosen.Remove(partner);
}
