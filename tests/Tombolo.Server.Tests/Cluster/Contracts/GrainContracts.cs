using System.Collections;
using System.Reflection;
using System.Text;
using Orleans;
using Orleans.Runtime;

namespace Tombolo.Server.Tests.Cluster.Contracts;

/// <summary>What nodes say to each other, as text: interfaces with their methods, and what is serialised with the id of each member.</summary>
internal static class GrainContracts
{
    private static readonly Assembly Server = typeof(TomboloServerOptions).Assembly;

    public static Type[] SerialisedTypes { get; } = [.. Types(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null)];

    /// <summary>The type of a value and of everything that goes over the wire inside it.</summary>
    public static IEnumerable<Type> TypesIn(object value) => value is string ? []
        : value is IEnumerable many ? many.Cast<object>().SelectMany(TypesIn)
        : value.GetType() is { IsGenericType: true, Name: "KeyValuePair`2" } pair ? Values(pair, value).SelectMany(TypesIn)
        : Numbered(value.GetType()).Select(member => ValueOf(member.Member, value)).OfType<object>().SelectMany(TypesIn).Prepend(value.GetType());

    public static string Describe()
    {
        var text = new StringBuilder();
        foreach (var contract in Types(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type)))
        {
            text.Append("interface ").Append(NameOf(contract)).Append('\n');
            foreach (var method in contract.GetMethods().Select(Signature).Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(method).Append('\n');
            }
        }

        var types = SerialisedTypes;
        foreach (var type in types.Concat(types.SelectMany(EnumsOf)).Distinct().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(type.IsEnum ? "enum " : "type ").Append(NameOf(type)).Append('\n');
            foreach (var member in type.IsEnum ? Values(type) : Members(type))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<Type> Types(Func<Type, bool> condition) =>
        Server.GetTypes().Where(type => !type.Name.StartsWith("Codec_", StringComparison.Ordinal) && condition(type)).OrderBy(type => type.FullName, StringComparer.Ordinal);

    private static string Signature(MethodInfo method) =>
        $"{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => Short(parameter.ParameterType)))}): {Short(method.ReturnType)}{AliasOf(method)}";

    private static IEnumerable<string> Members(Type type) => Numbered(type).OrderBy(pair => pair.Id).Select(pair => $"{pair.Id} {pair.Member.Name}: {Short(TypeOf(pair.Member))}");

    /// <summary>Enumerations travel as numbers, whether they are marked or not.</summary>
    private static IEnumerable<Type> EnumsOf(Type type) =>
        Numbered(type).Select(pair => Nullable.GetUnderlyingType(TypeOf(pair.Member)) ?? TypeOf(pair.Member)).Where(member => member.IsEnum);

    private static IEnumerable<(uint Id, MemberInfo Member)> Numbered(Type type) => type
        .GetMembers(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        .Where(member => member.GetCustomAttribute<IdAttribute>() is not null)
        .Select(member => (member.GetCustomAttribute<IdAttribute>()!.Id, member));

    private static object? ValueOf(MemberInfo member, object owner) => member is PropertyInfo property ? property.GetValue(owner) : ((FieldInfo)member).GetValue(owner);

    private static IEnumerable<object> Values(Type pair, object value) => [pair.GetProperty("Key")!.GetValue(value)!, pair.GetProperty("Value")!.GetValue(value)!];

    private static Type TypeOf(MemberInfo member) => (member as PropertyInfo)?.PropertyType ?? ((FieldInfo)member).FieldType;

    private static IEnumerable<string> Values(Type type) => Enum.GetNames(type).Select(name => $"{Convert.ToInt64(Enum.Parse(type, name), null)} {name}");

    private static string NameOf(Type type) => type.FullName + AliasOf(type);

    private static string AliasOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>() is { } alias ? $" alias {alias.Alias}" : "";

    private static string Short(Type type) => type.IsArray ? Short(type.GetElementType()!) + "[]"
        : type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Short))}>"
        : type.Name;
}
