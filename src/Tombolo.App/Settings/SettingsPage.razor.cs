using Tombolo.App.Shell;
using Tombolo.Interop.Identity;

namespace Tombolo.App.Settings;

/// <summary>The account and what belongs to it.</summary>
public sealed partial class SettingsPage : LiveComponent
{
    private static readonly string Version = typeof(SettingsPage).Assembly.GetName().Version?.ToString(3) ?? "";

    private bool IsPhone => Messenger.Me?.Identifier?.Type == IdentifierTypes.Phone;
}
